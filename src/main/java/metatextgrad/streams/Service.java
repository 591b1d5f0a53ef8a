package metatextgrad.streams;

import java.util.List;
import org.apache.kafka.streams.Topology;

/** A stream processor: topics in, one pure decider, topics out. */
public interface Service {
    String name();

    List<Topic> inputs();

    List<Topic> outputs();

    /** The whole topology; called once per start. Pure: no network, clock or randomness inside. */
    Topology build(Wiring wiring);
}
