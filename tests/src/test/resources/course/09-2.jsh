// The worst first.
double[] averageRanks(double[][] accuracy) {
    return IntStream.range(0, accuracy[0].length).mapToDouble(m -> Arrays.stream(accuracy)
        .mapToDouble(row -> 1 + Arrays.stream(row).filter(a -> a < row[m]).count()).average().getAsDouble()).toArray();
}
