package metatextgrad.optimize;

final class AdasRewritingContractTest extends OptimizerStrategyContract {
    @Override
    protected OptimizerStrategy strategy() {
        return new AdasRewriting();
    }
}
