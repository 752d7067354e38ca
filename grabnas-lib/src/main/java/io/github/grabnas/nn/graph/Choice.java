package io.github.grabnas.nn.graph;

import io.github.grabnas.space.NodeType;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Turns the decoder's scores into types and edges, for one latent vector. */
interface Choice {

    NodeType type(double[] scores);

    boolean edge(double score);

    /** A choice for each of so many latent vectors. */
    static List<Choice> all(DecodingRule rule, int count) {
        if (rule instanceof DecodingRule.Sampled sampled) {
            SplittableRandom random = new SplittableRandom(sampled.seed());
            return IntStream.range(0, count)
                    .<Choice>mapToObj(i -> new Chance(random.split()))
                    .toList();
        }
        return Collections.nCopies(count, new Likeliest());
    }

    /** The likeliest. */
    record Likeliest() implements Choice {

        @Override
        public NodeType type(double[] scores) {
            int best = 0;
            for (int i = 1; i < scores.length; i++) {
                if (scores[i] > scores[best]) {
                    best = i;
                }
            }
            return NodeType.all().get(best);
        }

        @Override
        public boolean edge(double score) {
            return score > 0;
        }
    }

    /** By the probabilities. */
    record Chance(SplittableRandom random) implements Choice {

        @Override
        public NodeType type(double[] scores) {
            double top = java.util.Arrays.stream(scores).max().orElseThrow();
            double[] weight =
                    java.util.Arrays.stream(scores).map(s -> Math.exp(s - top)).toArray();
            double left = random.nextDouble() * java.util.Arrays.stream(weight).sum();
            int type = 0;
            while (type < weight.length - 1 && left >= weight[type]) {
                left -= weight[type++];
            }
            return NodeType.all().get(type);
        }

        @Override
        public boolean edge(double score) {
            return random.nextDouble() < 1 / (1 + Math.exp(-score));
        }
    }
}
