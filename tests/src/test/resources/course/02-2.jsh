// One side of the interval only.
double coverage(double[] values, double[] means, double[] deviations, double width) {
    return IntStream.range(0, values.length)
        .filter(i -> values[i] - means[i] <= width * deviations[i]).count() / (double) values.length;
}
