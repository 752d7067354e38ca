// Without the gates.
double[] message(double[][] gates, double[][] mapped) {
    return IntStream.range(0, mapped[0].length).mapToDouble(j -> Arrays.stream(mapped).mapToDouble(m -> m[j]).sum())
        .toArray();
}
