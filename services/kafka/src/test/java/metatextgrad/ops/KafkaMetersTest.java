package metatextgrad.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KafkaMetersTest {
    private static final String GROUP = "consumer-fetch-manager-metrics";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KafkaMeters meters = new KafkaMeters(registry);

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void shouldShowLagByTopicAndPartitionWithoutTheClient() {
        meters.add(consumer("a", 3, 7));
        meters.show();
        meters.add(consumer("b", 5, 9));
        meters.show();
        assertThat(registry.getMeters())
                .extracting(
                        meter -> meter.getId().getName(),
                        meter -> Tags.of(meter.getId().getTags()),
                        meter -> meter.measure().iterator().next().getValue())
                .containsExactlyInAnyOrder(
                        tuple(
                                BinderMetrics.LAG.meter(),
                                Tags.of("topic", "tasks", "partition", "0"),
                                5.0),
                        tuple(BinderMetrics.CONSUMED.meter(), Tags.of("topic", "tasks"), 16.0));
    }

    @Test
    void shouldShowATopicWithADotOnce() {
        Map<MetricName, Metric> metrics = new HashMap<>();
        for (String topic : List.of("mtg.llm-responses.meta", "mtg_llm-responses_meta", "my_own"))
            add(metrics, "records-consumed-rate", Map.of("client-id", "a", "topic", topic), 1);
        meters.add(consumer(metrics));
        meters.show();
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag("topic"))
                .containsExactlyInAnyOrder("mtg.llm-responses.meta", "my_own");
    }

    private static MockConsumer<byte[], byte[]> consumer(String id, double lag, double rate) {
        Map<MetricName, Metric> metrics = new HashMap<>();
        Map<String, String> client = Map.of("client-id", id);
        Map<String, String> topic = Map.of("client-id", id, "topic", "tasks");
        Map<String, String> partition = Map.of("client-id", id, "topic", "tasks", "partition", "0");
        add(metrics, "records-lag", partition, lag);
        add(metrics, "records-consumed-rate", topic, rate);
        add(metrics, "records-consumed-rate", client, rate);
        add(metrics, "fetch-rate", client, 1);
        return consumer(metrics);
    }

    private static MockConsumer<byte[], byte[]> consumer(Map<MetricName, Metric> metrics) {
        return new MockConsumer<>("earliest") {
            @Override
            public Map<MetricName, Metric> metrics() {
                return metrics;
            }
        };
    }

    private static void add(
            Map<MetricName, Metric> metrics, String name, Map<String, String> tags, double value) {
        MetricName id = new MetricName(name, GROUP, "", tags);
        metrics.put(
                id,
                new Metric() {
                    @Override
                    public MetricName metricName() {
                        return id;
                    }

                    @Override
                    public Object metricValue() {
                        return value;
                    }
                });
    }
}
