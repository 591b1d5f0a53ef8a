package metatextgrad.evaluator;

final class ExactMatchContractTest extends EvaluatorContract {
    @Override
    protected Evaluator evaluator() {
        return new ExactMatch();
    }

    @Override
    protected String target() {
        return "Paris";
    }

    @Override
    protected String right() {
        return "Answer: paris";
    }

    @Override
    protected String wrong() {
        return "Answer: Rome";
    }
}
