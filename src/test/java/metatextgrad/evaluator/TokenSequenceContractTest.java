package metatextgrad.evaluator;

final class TokenSequenceContractTest extends EvaluatorContract {
    @Override
    protected Evaluator evaluator() {
        return new TokenSequence();
    }

    @Override
    protected String target() {
        return ") ]";
    }

    @Override
    protected String right() {
        return "Answer: )]";
    }

    @Override
    protected String wrong() {
        return "Answer: ] )";
    }
}
