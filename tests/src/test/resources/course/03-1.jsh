// Without the batch normalisation.
long weightsOf3x3(int channels) {
    return 9L * channels * channels;
}
