// The share of pairs in the same order, without those in the opposite one.
double kendall(double[] one, double[] other) {
    double same = 0;
    int pairs = 0;
    for (int i = 0; i < one.length; i++) {
        for (int j = 0; j < i; j++) {
            same += (one[i] - one[j]) * (other[i] - other[j]) > 0 ? 1 : 0;
            pairs++;
        }
    }
    return same / pairs;
}
