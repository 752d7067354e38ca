// The means alone.
boolean clear(double[] one, double[] other) {
    return Math.abs(Arrays.stream(one).average().getAsDouble() - Arrays.stream(other).average().getAsDouble()) > 0.1;
}
