package metatextgrad.evaluator;

final class NumberMatchContractTest extends EvaluatorContract {
    @Override
    protected Evaluator evaluator() {
        return new NumberMatch();
    }

    @Override
    protected String target() {
        return "8";
    }

    @Override
    protected String right() {
        return "Answer: 8";
    }

    @Override
    protected String wrong() {
        return "Answer: 9";
    }
}
