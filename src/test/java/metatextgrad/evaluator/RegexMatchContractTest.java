package metatextgrad.evaluator;

import java.util.Map;
import metatextgrad.model.project.EvaluatorSpec;

final class RegexMatchContractTest extends EvaluatorContract {
    @Override
    protected Evaluator evaluator() {
        return Evaluators.of(
                EvaluatorSpec.with("regex", Map.of("pattern", "(?i)answer: ([a-z]+)")));
    }

    @Override
    protected String target() {
        return "Paris";
    }

    @Override
    protected String right() {
        return "answer: paris";
    }

    @Override
    protected String wrong() {
        return "Answer: Rome";
    }
}
