package metatextgrad.strategy;

final class BoundedEditsContractTest extends OptimizerStrategyContract {
    @Override
    protected OptimizerStrategy strategy() {
        return new BoundedEdits();
    }
}
