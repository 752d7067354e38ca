// The gradient of the start at every step.
double[] ascend(double[] from, java.util.function.UnaryOperator<double[]> gradient, double eta, int steps) {
    double[] g = gradient.apply(from);
    return IntStream.range(0, from.length).mapToDouble(j -> from[j] + steps * eta * g[j]).toArray();
}
