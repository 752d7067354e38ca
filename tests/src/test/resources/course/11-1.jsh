// Leaves out only what another candidate beats in both.
int[] front(double[] cost, double[] accuracy) {
    return IntStream.range(0, cost.length).filter(i -> IntStream.range(0, cost.length)
        .noneMatch(j -> cost[j] < cost[i] && accuracy[j] > accuracy[i])).toArray();
}
