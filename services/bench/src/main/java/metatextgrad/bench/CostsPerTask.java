package metatextgrad.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import metatextgrad.cli.text.Texts;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorServer;

/** The cost of tasks in this process, window by window. A task is one call of a program. */
final class CostsPerTask {
    private static final String CHANGELOG = "-changelog";

    private final SimulatorServer models;
    private long tasks;
    private long nanos;
    private double bytes;

    /**
     * @param cpuMillis processor time of the process for each task
     * @param changelogBytes as producers sent them, compressed, for each task
     * @param heapBytes in use after a collection at the end
     */
    record Window(double cpuMillis, double changelogBytes, double heapBytes) {
        String sentence(long tasks) {
            return Texts.format(
                    "%,d tasks: %.2f ms and %.0f bytes of changelog each, heap of %.0f MiB",
                    tasks, cpuMillis, changelogBytes, heapBytes / 1024 / 1024);
        }
    }

    CostsPerTask(SimulatorServer models) {
        this.models = models;
        window();
    }

    /** Returns the number of tasks so far. */
    long tasks() {
        return tasks;
    }

    /** Returns the cost since the previous window. */
    Window window() {
        long tasksNow = models.calls().calls();
        long nanosNow = processor().getProcessCpuTime();
        double bytesNow = changelogBytes();
        double count = Math.max(1, tasksNow - tasks);
        models.calls().forgetContents(); // The simulator's memory is not part of the system.
        double heap = heapAfterCollection();
        Window window =
                new Window((nanosNow - nanos) / 1e6 / count, (bytesNow - bytes) / count, heap);
        tasks = tasksNow;
        nanos = processor().getProcessCpuTime(); // The collection is not part of the window.
        bytes = bytesNow;
        return window;
    }

    private static OperatingSystemMXBean processor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static double heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Returns the sum over all producers of this process, from Kafka's metrics. */
    private static double changelogBytes() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        double sum = 0;
        try {
            ObjectName all = new ObjectName("kafka.producer:type=producer-topic-metrics,*");
            for (ObjectName name : beans.queryNames(all, null)) {
                if (name.getKeyProperty("topic").replace("\"", "").endsWith(CHANGELOG))
                    sum += (double) beans.getAttribute(name, "byte-total");
            }
        } catch (JMException e) {
            throw Exit.FAILURE.problem(e, "Kafka's metrics cannot be read: %s", e.getMessage());
        }
        return sum;
    }
}
