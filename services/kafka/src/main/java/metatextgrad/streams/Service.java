package metatextgrad.streams;

import java.util.List;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.streams.Topology;

/** A stream processor: it reads topics, decides with one pure decider, and writes topics. */
public interface Service {
    String name();

    List<Topic> inputs();

    List<Topic> outputs();

    /**
     * Returns the topics among its outputs whose records are gauges. A process reads tables whole,
     * and the last day of logs.
     */
    default List<Topic> gaugeTables() {
        return outputs().stream().filter(Topics.GAUGES::contains).toList();
    }

    /**
     * Returns the commit interval in milliseconds: how long its events may stay invisible
     * (RELIABILITY §14). A thread wakes four times as often to look for work, and less often while
     * it is idle.
     */
    default int commitMillis() {
        return 20;
    }

    /**
     * Builds the whole topology; called once per start. Pure: no network, clock or randomness
     * inside.
     */
    Topology build(ServiceContext serviceContext);
}
