package metatextgrad.evaluator;

final class JsonEqualContractTest extends EvaluatorContract {
    @Override
    protected Evaluator evaluator() {
        return Evaluators.named("json");
    }

    @Override
    protected String target() {
        return "{\"call\": \"area\", \"arguments\": {\"base\": 10, \"unit\": \"cm\"}}";
    }

    @Override
    protected String right() {
        return "```json\n{\"arguments\": {\"unit\": \"CM\", \"base\": 10.0}, \"call\": \"area\"}\n```";
    }

    @Override
    protected String wrong() {
        return "{\"call\": \"area\", \"arguments\": {\"base\": 10}}";
    }
}
