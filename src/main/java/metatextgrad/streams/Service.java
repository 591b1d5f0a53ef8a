package metatextgrad.streams;

import java.util.List;
import org.apache.kafka.streams.Topology;

/** A stream processor: topics in, one pure decider, topics out. */
public interface Service {
    String name();

    List<Topic> inputs();

    List<Topic> outputs();

    /**
     * How long what it says may wait to be seen, in milliseconds (RELIABILITY §14). A thread wakes
     * four times as often to look, whether there is anything to do or not.
     */
    default int commitMillis() {
        return 20;
    }

    /** The whole topology; called once per start. Pure: no network, clock or randomness inside. */
    Topology build(Wiring wiring);
}
