package metatextgrad.evaluator;

import java.util.Map;
import metatextgrad.model.project.EvaluatorSpec;

final class JsonMatchContractTest extends EvaluatorContract {
    @Override
    protected Evaluator evaluator() {
        return Evaluators.of(
                EvaluatorSpec.with("json-field", Map.of("field", "n", "compare", "number")));
    }

    @Override
    protected String target() {
        return "5";
    }

    @Override
    protected String right() {
        return "{\"n\": 5}";
    }

    @Override
    protected String wrong() {
        return "{\"n\": 4}";
    }
}
