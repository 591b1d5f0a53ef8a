package metatextgrad.services.mtg;

import java.util.List;
import java.util.function.Function;
import metatextgrad.config.Settings;

/** The base of commands on the cluster that the environment names: connect, work, end. */
abstract class ClusterCommand {
    /** Work on a connected cluster. */
    interface Work {
        void on(Cluster cluster, LoopClient client);
    }

    /** Shows what is read of the cluster. */
    static int show(OutputOptions output, Function<Cluster, View> read) {
        try (Cluster cluster = Cluster.connect()) {
            return output.print(read.apply(cluster));
        }
    }

    /** Prints lines that are read of the cluster. */
    static int print(Function<Cluster, List<String>> read) {
        try (Cluster cluster = Cluster.connect()) {
            read.apply(cluster).forEach(System.out::println);
        }
        return Exit.OK.code();
    }

    /** Reads and writes. */
    static int write(Work work) {
        return write(Configured.read().settings(), work);
    }

    /** As {@link #write(Work)}, with settings that were read already. */
    static int write(Settings settings, Work work) {
        try (Cluster cluster = Cluster.connect(settings);
                LoopClient client = cluster.client()) {
            work.on(cluster, client);
        }
        return Exit.OK.code();
    }
}
