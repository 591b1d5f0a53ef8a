package metatextgrad.evaluator;

final class MultipleChoiceContractTest extends EvaluatorContract {
    @Override
    protected Evaluator evaluator() {
        return new MultipleChoice();
    }

    @Override
    protected String target() {
        return "C";
    }

    @Override
    protected String right() {
        return "Answer: (c)";
    }

    @Override
    protected String wrong() {
        return "Answer: D";
    }
}
