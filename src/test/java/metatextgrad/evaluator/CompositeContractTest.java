package metatextgrad.evaluator;

import java.util.List;
import java.util.TreeMap;
import metatextgrad.model.project.EvaluatorSpec;

final class CompositeContractTest extends EvaluatorContract {
    @Override
    protected Evaluator evaluator() {
        return Evaluators.of(
                new EvaluatorSpec(
                        "composite",
                        new TreeMap<>(),
                        List.of(
                                new EvaluatorSpec.Part(.25, EvaluatorSpec.named("judge")),
                                new EvaluatorSpec.Part(.75, EvaluatorSpec.named("exact")))));
    }

    @Override
    protected String target() {
        return "Paris";
    }

    @Override
    protected String right() {
        return "Answer: Paris";
    }

    @Override
    protected String wrong() {
        return "Answer: Rome";
    }

    @Override
    protected String verdict(boolean right) {
        return "<ACCURACY>" + (right ? 1 : 0) + "</ACCURACY>";
    }
}
