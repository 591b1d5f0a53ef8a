package metatextgrad.ops;

import static metatextgrad.ops.BinderMetrics.Source.CLIENT_MAX;
import static metatextgrad.ops.BinderMetrics.Source.CLIENT_SUM;
import static metatextgrad.ops.BinderMetrics.Source.PROCESS;

import java.util.List;

/**
 * The meters of Micrometer's binders that a service shows, with their labels. All others are
 * dropped, and so are the ids of clients, threads and tasks.
 */
public enum BinderMetrics {
    JVM_MEMORY(
            "jvm.memory.used",
            PROCESS,
            "jvm_memory_used_bytes",
            "bytes",
            "Used memory, by area and pool.",
            "area id"),
    JVM_MEMORY_MAX(
            "jvm.memory.max",
            PROCESS,
            "jvm_memory_max_bytes",
            "bytes",
            "Largest size of a pool of memory; -1 without a limit.",
            "area id"),
    JVM_GC_PAUSE(
            "jvm.gc.pause",
            PROCESS,
            "jvm_gc_pause_seconds_count jvm_gc_pause_seconds_sum jvm_gc_pause_seconds_max",
            "seconds",
            "Pauses of the garbage collection.",
            "action cause gc"),
    JVM_GC_ALLOCATED(
            "jvm.gc.memory.allocated",
            PROCESS,
            "jvm_gc_memory_allocated_bytes_total",
            "bytes",
            "Memory allocated since the start.",
            ""),
    JVM_GC_LIVE(
            "jvm.gc.live.data.size",
            PROCESS,
            "jvm_gc_live_data_size_bytes",
            "bytes",
            "Memory of the old generation after its last collection.",
            ""),
    JVM_THREADS(
            "jvm.threads.live",
            PROCESS,
            "jvm_threads_live_threads",
            "threads",
            "Platform threads.",
            ""),
    PROCESS_CPU(
            "process.cpu.usage",
            PROCESS,
            "process_cpu_usage",
            "0 to 1",
            "Share of the processors that the process uses.",
            ""),
    PROCESSORS(
            "system.cpu.count",
            PROCESS,
            "system_cpu_count",
            "processors",
            "Processors that the process may use.",
            ""),
    FILES_OPEN(
            "process.files.open", PROCESS, "process_files_open_files", "files", "Open files.", ""),
    FILES_MAX(
            "process.files.max",
            PROCESS,
            "process_files_max_files",
            "files",
            "Largest number of open files.",
            ""),
    UPTIME(
            "process.uptime",
            PROCESS,
            "process_uptime_seconds",
            "seconds",
            "Time since the start of the process.",
            ""),
    LAG(
            "kafka.consumer.fetch.manager.records.lag",
            CLIENT_MAX,
            "kafka_consumer_fetch_manager_records_lag",
            "records",
            "Records that a consumer has not read yet, by topic and partition.",
            "partition topic"),
    CONSUMED(
            "kafka.consumer.fetch.manager.records.consumed.rate",
            CLIENT_SUM,
            "kafka_consumer_fetch_manager_records_consumed_rate",
            "per second",
            "Records read from a topic.",
            "topic"),
    SENT(
            "kafka.producer.record.send.rate",
            CLIENT_SUM,
            "kafka_producer_record_send_rate",
            "per second",
            "Records sent.",
            ""),
    SEND_ERRORS(
            "kafka.producer.record.error.rate",
            CLIENT_SUM,
            "kafka_producer_record_error_rate",
            "per second",
            "Records that could not be sent.",
            ""),
    THREADS_ALIVE(
            "kafka.stream.alive.stream.threads",
            CLIENT_SUM,
            "kafka_stream_alive_stream_threads",
            "threads",
            "Running threads of Kafka Streams.",
            ""),
    THREADS_FAILED(
            "kafka.stream.failed.stream.threads",
            CLIENT_SUM,
            "kafka_stream_failed_stream_threads",
            "threads",
            "Threads of Kafka Streams that have failed since the start.",
            ""),
    PROCESSED(
            "kafka.stream.thread.process.rate",
            CLIENT_SUM,
            "kafka_stream_thread_process_rate",
            "per second",
            "Records that Kafka Streams processes.",
            ""),
    PROCESS_LATENCY(
            "kafka.stream.thread.process.latency.avg",
            CLIENT_MAX,
            "kafka_stream_thread_process_latency_avg",
            "milliseconds",
            "Mean time to process a record.",
            ""),
    COMMIT_LATENCY(
            "kafka.stream.thread.commit.latency.avg",
            CLIENT_MAX,
            "kafka_stream_thread_commit_latency_avg",
            "milliseconds",
            "Mean time of a commit.",
            ""),
    PROCESS_RATIO(
            "kafka.stream.thread.process.ratio",
            CLIENT_MAX,
            "kafka_stream_thread_process_ratio",
            "0 to 1",
            "Share of the time in which the busiest thread processes records.",
            ""),
    REBALANCES(
            "kafka.consumer.coordinator.rebalance.rate.per.hour",
            CLIENT_SUM,
            "kafka_consumer_coordinator_rebalance_rate_per_hour",
            "per hour",
            "Rebalances of consumer groups.",
            "");

    /** What a meter is about, and how the values of several clients become one. */
    public enum Source {
        /** The process; there is one value. */
        PROCESS,
        /** Kafka clients: the largest value. */
        CLIENT_MAX,
        /** Kafka clients: the sum. */
        CLIENT_SUM
    }

    private final String meter;
    private final Source source;
    private final String series;
    private final String unit;
    private final String sentence;
    private final String tags;

    BinderMetrics(
            String meter, Source source, String series, String unit, String sentence, String tags) {
        this.meter = meter;
        this.source = source;
        this.series = series;
        this.unit = unit;
        this.sentence = sentence;
        this.tags = tags;
    }

    /** Returns the name that the binder gives it. */
    public String meter() {
        return meter;
    }

    public Source source() {
        return source;
    }

    /** Returns the names of its series in Prometheus. */
    public List<String> series() {
        return List.of(series.split(" "));
    }

    public String unit() {
        return unit;
    }

    public String sentence() {
        return sentence;
    }

    /** Returns its labels, sorted. */
    public List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split(" "));
    }
}
