// Shrunk by a constant that does not depend on how many there are.
double shrunk(double[] residuals, double m) {
    return Arrays.stream(residuals).average().orElse(0) / (1 + m);
}
