// The mean of all tasks instead of that of the own one.
double[] withoutTask(int[] task, double[] accuracy) {
    double mean = Arrays.stream(accuracy).average().getAsDouble();
    return Arrays.stream(accuracy).map(a -> a - mean).toArray();
}
