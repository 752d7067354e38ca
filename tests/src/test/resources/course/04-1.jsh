// Without the root of the dimension.
double[] attend(double[] query, double[][] keys, double[][] values) {
    double[] weights = Arrays.stream(keys).mapToDouble(key -> Math.exp(IntStream.range(0, key.length)
        .mapToDouble(j -> query[j] * key[j]).sum())).toArray();
    double sum = Arrays.stream(weights).sum();
    return IntStream.range(0, values[0].length).mapToDouble(j -> IntStream.range(0, keys.length)
        .mapToDouble(i -> weights[i] / sum * values[i][j]).sum()).toArray();
}
