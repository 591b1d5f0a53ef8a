package metatextgrad.evaluator;

final class JudgeScoreContractTest extends EvaluatorContract {
    @Override
    protected Evaluator evaluator() {
        return new JudgeScore();
    }

    @Override
    protected String target() {
        return "Paris";
    }

    @Override
    protected String right() {
        return "Answer: in Paris";
    }

    @Override
    protected String wrong() {
        return "Answer: in Rome";
    }

    @Override
    protected String verdict(boolean right) {
        return "<ACCURACY>" + (right ? 1 : 0) + "</ACCURACY>";
    }
}
