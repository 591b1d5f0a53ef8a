package metatextgrad.tracing;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * The attributes of spans. Those of OpenTelemetry have the names of its conventions for messaging
 * and generative AI; ours begin with {@code mtg}.
 */
final class SpanNames {
    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> OPERATION_TYPE =
            AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> PARTITION =
            AttributeKey.stringKey("messaging.destination.partition.id");
    static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    static final AttributeKey<String> GROUP =
            AttributeKey.stringKey("messaging.consumer.group.name");

    static final AttributeKey<String> GEN_AI_OPERATION =
            AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> GEN_AI_PROVIDER =
            AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL =
            AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Long> REQUEST_SEED = AttributeKey.longKey("gen_ai.request.seed");
    static final AttributeKey<Long> REQUEST_MAX_TOKENS =
            AttributeKey.longKey("gen_ai.request.max_tokens");
    static final AttributeKey<Double> REQUEST_TEMPERATURE =
            AttributeKey.doubleKey("gen_ai.request.temperature");
    static final AttributeKey<Double> REQUEST_TOP_P =
            AttributeKey.doubleKey("gen_ai.request.top_p");
    static final AttributeKey<String> OUTPUT_TYPE = AttributeKey.stringKey("gen_ai.output.type");
    static final AttributeKey<String> RESPONSE_MODEL =
            AttributeKey.stringKey("gen_ai.response.model");
    static final AttributeKey<Long> INPUT_TOKENS =
            AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS =
            AttributeKey.longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<String> INPUT_MESSAGES =
            AttributeKey.stringKey("gen_ai.input.messages");
    static final AttributeKey<String> OUTPUT_MESSAGES =
            AttributeKey.stringKey("gen_ai.output.messages");
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");

    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> SERVICE = AttributeKey.stringKey("mtg.service");
    static final AttributeKey<String> NODE = AttributeKey.stringKey("mtg.node");
    static final AttributeKey<String> EVENT = AttributeKey.stringKey("mtg.event");
    static final AttributeKey<List<String>> OUTPUTS = AttributeKey.stringArrayKey("mtg.outputs");
    static final AttributeKey<List<String>> IGNORED = AttributeKey.stringArrayKey("mtg.ignored");
    static final AttributeKey<String> PROJECT = AttributeKey.stringKey("mtg.project");
    static final AttributeKey<String> RUN = AttributeKey.stringKey("mtg.run");
    static final AttributeKey<String> ROLE = AttributeKey.stringKey("mtg.role");
    static final AttributeKey<String> REQUESTER = AttributeKey.stringKey("mtg.requester");
    static final AttributeKey<Long> STEP = AttributeKey.longKey("mtg.step");
    static final AttributeKey<String> PLACE = AttributeKey.stringKey("mtg.place");
    static final AttributeKey<Boolean> ESTIMATED = AttributeKey.booleanKey("mtg.usage.estimated");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("mtg.outcome");
    static final AttributeKey<String> COMMAND = AttributeKey.stringKey("mtg.command");
    static final AttributeKey<String> BILLING = AttributeKey.stringKey("mtg.billing");

    private SpanNames() {}
}
