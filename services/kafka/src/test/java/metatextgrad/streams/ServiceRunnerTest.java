package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

final class ServiceRunnerTest {
    /** Each process that has a partition of any part would show the gauges otherwise. */
    @Test
    void shouldShowGaugesByOnePartOfTheTopology() {
        Topology topology = new Topology();
        topology.addSource("a", "tasks").addSink("b", "inbox", "a");
        topology.addSource("c", "inbox").addSink("d", "windows", "c");
        assertThat(ServiceRunner.last(topology)).isEqualTo(1);
    }
}
