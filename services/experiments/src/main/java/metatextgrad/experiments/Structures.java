package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;

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
        List<MethodOutcome> answers =
                experiment.methods().stream()
                        .filter(method -> method.kind() == Method.Kind.METATEXTGRAD)
                        .findFirst()
                        .map(experiment::of)
                        .orElseThrow();
        int several = 0;
        int better = 0;
        for (int seed = 0; seed < answers.size(); seed++) {
            MethodOutcome answer = answers.get(seed);
            if (answer.program().nodes().size() < SEVERAL) continue;
            several++;
            Optional<Single> single = best(experiment, seed);
            if (single.isPresent() && mean(answer.test()) > single.get().test()) better++;
        }
        return new Structures(answers.size(), several, better);
    }

    private static Optional<Single> best(Experiment experiment, int seed) {
        List<Single> singles = new ArrayList<>();
        for (Method method : experiment.methods()) {
            MethodOutcome outcome = experiment.of(method).get(seed);
            switch (method.kind()) {
                case METATEXTGRAD, INNER -> {
                    for (Line line : outcome.others()) {
                        if (isSingle(line.program()))
                            singles.add(
                                    new Single(line.validation().mean(), mean(line.outcomes())));
                    }
                }
                case ZERO_SHOT,
                        K_SHOT,
                        SELF_CONSISTENCY,
                        BEST_OF_N,
                        META_PROMPT,
                        STRUCTURE,
                        RESTARTS,
                        PLACEBO,
                        RANDOM_STRUCTURE -> {}
            }
        }
        return singles.stream().max(Comparator.comparingDouble(Single::validation));
    }

    private static boolean isSingle(Program program) {
        return program.nodes().stream().filter(Node.LlmCall.class::isInstance).count() == 1;
    }

    private static double mean(List<ItemOutcome> items) {
        return items.stream()
                .filter(item -> item.score().counts())
                .mapToDouble(item -> item.score().value())
                .average()
                .orElse(0);
    }

    /** A summary in one line, for people. */
    public String sentence() {
        return "%d of %d answers of metatextgrad have %d nodes or more, and %d of these score above the best one-node program on the test set."
                .formatted(ofThreeNodes, seeds, SEVERAL, better);
    }
}
