// One side only.
double smallestP(int pairs) {
    return 1 / Math.pow(2, pairs);
}
