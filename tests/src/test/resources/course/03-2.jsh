// As if reliability grew in proportion.
int trainings(double r, double w) {
    return (int) Math.ceil(w / r);
}
