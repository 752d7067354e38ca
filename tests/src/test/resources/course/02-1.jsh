// The improvement of the mean, which ignores the deviation.
double myImprovement(double mean, double deviation, double best) {
    return Math.max(0, mean - best);
}
