package metatextgrad.strategy;

final class MomentumDescentContractTest extends OptimizerStrategyContract {
    @Override
    protected OptimizerStrategy strategy() {
        return new TextualGradientDescent.Momentum();
    }
}
