package metatextgrad.cli.cluster;

import java.util.List;
import java.util.function.Function;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.View;
import metatextgrad.config.Settings;
import metatextgrad.process.Exit;

/** The base of commands on the cluster that the environment names: connect, work, end. */
public abstract class ClusterCommand {
    /** Work on a connected cluster. */
    public interface Work {
        void on(Cluster cluster, EventWriter client);
    }

    /** Shows what is read of the cluster. */
    public static int show(OutputOptions output, Function<Cluster, View> read) {
        try (Cluster cluster = Cluster.connect()) {
            return output.print(read.apply(cluster));
        }
    }

    /** Prints lines that are read of the cluster. */
    public static int print(Function<Cluster, List<String>> read) {
        try (Cluster cluster = Cluster.connect()) {
            read.apply(cluster).forEach(System.out::println);
        }
        return Exit.OK.code();
    }

    /** Reads and writes. */
    public static int write(Work work) {
        return write(CliSettings.read().settings(), work);
    }

    /** As {@link #write(Work)}, with settings that were read already. */
    public static int write(Settings settings, Work work) {
        try (Cluster cluster = Cluster.connect(settings);
                EventWriter client = cluster.client()) {
            work.on(cluster, client);
        }
        return Exit.OK.code();
    }
}
