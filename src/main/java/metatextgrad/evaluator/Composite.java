package metatextgrad.evaluator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;

/**
 * The weighted sum of other evaluators; one of them may use a judge model. An answer is right if
 * all parts find it right, and unparseable if no part can read it. It has no score if one part has
 * none.
 */
public final class Composite implements Evaluator {
    private static final String NAME = "composite";
    private static final double ROUNDING = 1e-9;

    private final List<Part> parts;

    private record Part(double weight, Evaluator evaluator) {}

    public Composite() {
        this(List.of());
    }

    private Composite(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Evaluator with(EvaluatorSpec spec) {
        OwnSettings.ofParts(spec);
        List<Part> made = new ArrayList<>();
        for (EvaluatorSpec.Part part : spec.parts()) made.add(made(part, made.size()));
        double sum = made.stream().mapToDouble(Part::weight).sum();
        if (Math.abs(sum - 1) > ROUNDING)
            throw new IllegalArgumentException(
                    "the weights of `parts` sum to %s, not to 1"
                            .formatted(Math.round(sum * 1e6) / 1e6));
        if (made.stream().filter(part -> part.evaluator().requests()).count() > 1)
            throw new IllegalArgumentException("at most one of `parts` may use a judge model");
        return new Composite(made);
    }

    @Override
    public boolean requests() {
        return parts.stream().anyMatch(part -> part.evaluator().requests());
    }

    @Override
    public Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading) {
        return sum(evaluator -> evaluator.evaluate(task, answer, reading));
    }

    @Override
    public Finding scoreReply(
            TaskSubmitted task, String answer, AnswerParsing reading, String reply) {
        return sum(
                evaluator ->
                        evaluator.requests()
                                ? evaluator.scoreReply(task, answer, reading, reply)
                                : evaluator.evaluate(task, answer, reading));
    }

    private static Part made(EvaluatorSpec.Part part, int place) {
        try {
            if (part.evaluator().name().equals(NAME))
                throw new IllegalArgumentException("a composite has no composite inside");
            return new Part(part.weight(), Evaluators.of(part.evaluator()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("parts[" + place + "]: " + e.getMessage(), e);
        }
    }

    /** Returns a part without a score first, because then no judge is needed. */
    private Finding sum(Function<Evaluator, Finding> find) {
        List<Finding> findings = parts.stream().map(Part::evaluator).map(find).toList();
        List<Finding.Scored> scores = new ArrayList<>();
        Finding ask = null;
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Ask one -> ask = one;
                case Finding.Scored scored -> {
                    if (!scored.score().counts()) return scored;
                    scores.add(scored);
                }
            }
        }
        if (ask != null) return ask;
        if (scores.isEmpty()) return Rule.unscored("There is nothing to score with.");
        return sum(scores);
    }

    private Finding sum(List<Finding.Scored> scores) {
        if (all(scores, Score.Outcome.CORRECT)) return Rule.RIGHT;
        double sum = 0;
        StringBuilder criticism = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            sum += part.weight() * scores.get(i).score().value();
            String found = scores.get(i).criticism();
            criticism.append(
                    "\n%s, weight %s: %s".formatted(part.evaluator().name(), part.weight(), found));
        }
        Score.Outcome outcome =
                all(scores, Score.Outcome.UNPARSEABLE)
                        ? Score.Outcome.UNPARSEABLE
                        : Score.Outcome.WRONG;
        String head = String.format(Locale.ROOT, "The answer reaches %.2f of 1.", sum);
        return new Finding.Scored(new Score(outcome, Math.min(1, sum)), head + criticism);
    }

    private static boolean all(List<Finding.Scored> scores, Score.Outcome outcome) {
        return scores.stream().allMatch(scored -> scored.score().outcome() == outcome);
    }
}
