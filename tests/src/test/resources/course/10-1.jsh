// Without the noise.
double[] relax(double[] alpha, double[] noise, double temperature) {
    double sum = Arrays.stream(alpha).map(a -> Math.exp(a / temperature)).sum();
    return Arrays.stream(alpha).map(a -> Math.exp(a / temperature) / sum).toArray();
}
