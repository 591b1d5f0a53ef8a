package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import metatextgrad.model.Program;
import metatextgrad.model.event.RunState.Line;

/**
 * Reports whether the programs of metaTextGrad have several nodes, and whether these help. Each is
 * compared, on the same test items, with the best one-node program by validation. That one is from
 * the run, or from the optimizers of the project alone, with the same seed.
 *
 * @param seeds the number of programs
 * @param ofThreeNodes the number of them with three nodes or more
 * @param better the number of those with a test score above that of the best one-node program
 */
public record Structures(int seeds, int ofThreeNodes, int better) {
    private static final int SEVERAL = 3;

    /** A program of one node with its results. */
    private record Single(double validation, double test) {}

    public static Structures of(Experiment experiment) {
        List<MethodOutcome> answers = experiment.of(Method.Kind.METATEXTGRAD);
        int several = 0;
        int better = 0;
        for (int seed = 0; seed < answers.size(); seed++) {
            MethodOutcome answer = answers.get(seed);
            if (answer.program().nodes().size() < SEVERAL) continue;
            several++;
            Optional<Single> single = best(experiment, seed);
            if (single.isPresent() && MethodOutcome.mean(answer.test()) > single.get().test())
                better++;
        }
        return new Structures(answers.size(), several, better);
    }

    private static Optional<Single> best(Experiment experiment, int seed) {
        List<Single> singles = new ArrayList<>();
        for (Method method : experiment.methods()) {
            if (method.kind() != Method.Kind.METATEXTGRAD && method.kind() != Method.Kind.INNER)
                continue;
            for (Line line : experiment.of(method).get(seed).others()) {
                if (isSingle(line.program()))
                    singles.add(
                            new Single(
                                    line.validation().mean(), MethodOutcome.mean(line.outcomes())));
            }
        }
        return singles.stream().max(Comparator.comparingDouble(Single::validation));
    }

    private static boolean isSingle(Program program) {
        return program.calls().count() == 1;
    }

    /** Returns a summary in one line of human-readable text. */
    public String sentence() {
        return "%d of %d answers of metatextgrad have %d nodes or more, and %d of these score above the best one-node program on the test set."
                .formatted(ofThreeNodes, seeds, SEVERAL, better);
    }
}
