package metatextgrad.strategy;

final class AdasRewritingContractTest extends OptimizerStrategyContract {
    @Override
    protected OptimizerStrategy strategy() {
        return new AdasRewriting();
    }
}
