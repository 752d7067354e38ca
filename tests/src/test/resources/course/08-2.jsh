// Searches that missed are left out.
double medianEvaluations(int[] found, int budget) {
    int[] sorted = Arrays.stream(found).filter(f -> f > 0).sorted().toArray();
    return sorted[sorted.length / 2];
}
