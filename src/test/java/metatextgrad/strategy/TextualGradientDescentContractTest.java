package metatextgrad.strategy;

final class TextualGradientDescentContractTest extends OptimizerStrategyContract {
    @Override
    protected OptimizerStrategy strategy() {
        return new TextualGradientDescent();
    }
}
