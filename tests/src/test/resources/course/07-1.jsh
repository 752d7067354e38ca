// What was evaluated is chosen again.
int choose(double[] acquisition, Set<Integer> evaluated) {
    return IntStream.range(0, acquisition.length).boxed().max(Comparator.comparingDouble(i -> acquisition[i])).get();
}
