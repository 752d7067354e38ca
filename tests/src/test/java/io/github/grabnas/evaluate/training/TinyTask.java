package io.github.grabnas.evaluate.training;

import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.space.Cell;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A task whose networks are trained in milliseconds: bright against dark 4x4 images. */
public final class TinyTask {

    private TinyTask() {}

    /** Two classes, 32 images to train on and 16 to test. */
    public static ImageTask task() {
        return new ImageTask("tiny", images(32, 1), images(16, 2));
    }

    private static LabelledImages images(int count, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * 16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (60 + (i / 16 % 2) * 90 + random.nextInt(60));
        }
        return new LabelledImages(
                "tiny",
                1,
                4,
                4,
                List.of("dark", "bright"),
                pixels,
                IntStream.range(0, count).map(i -> i % 2).toArray());
    }

    static CandidateTrainer trainer() {
        return new CandidateTrainer(task(), 1, 1, new TrainingRecipe(1, 16, 0.1, 0.9, 0, 0, false), 1);
    }

    /** Candidates of different cells. */
    static List<Candidate> candidates(int count) {
        CandidateTrainer trainer = trainer();
        return IntStream.range(0, count)
                .mapToObj(i -> new Candidate(trainer, Cell.ofIndex(i * 37 % Cell.COUNT), 0))
                .toList();
    }
}
