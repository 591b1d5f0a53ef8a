package metatextgrad.strategy;

final class BootstrappedDemosContractTest extends OptimizerStrategyContract {
    @Override
    protected OptimizerStrategy strategy() {
        return new BootstrappedDemos();
    }
}
