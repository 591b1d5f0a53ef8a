package metatextgrad.cli.cluster;

import java.util.function.Function;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.View;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.process.EnvironmentProblem;
import picocli.CommandLine.Mixin;

/** Options of every command that works on a cluster and prints: which cluster, which form. */
public final class ClusterOptions {
    @Mixin private ConnectionOptions connection = new ConnectionOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    /** Work on a connected cluster. Returns what to print. */
    public interface Work {
        View on(Cluster cluster, EventWriter client);
    }

    /** As {@link ConnectionOptions#read}. */
    public SettingsReader read() {
        return connection.read();
    }

    /** As {@link ConnectionOptions#connect}. */
    public Cluster connect() {
        return connection.connect();
    }

    /** The form of the output. */
    public OutputOptions output() {
        return output;
    }

    /** Prints a view on standard output; returns the exit code of success. */
    public int print(View view) {
        return output.print(view);
    }

    /**
     * Prints what is read of the cluster.
     *
     * @throws EnvironmentProblem if no broker or registry answers, with exit code 6
     */
    public int show(Function<Cluster, View> read) {
        try (Cluster cluster = connect()) {
            return print(read.apply(cluster));
        }
    }

    /** Reads and writes, and prints what was done. */
    public int write(Work work) {
        return write(read().settings(), work);
    }

    /** As {@link #write(Work)}, with settings that were read already. */
    public int write(Settings settings, Work work) {
        try (Cluster cluster = Cluster.connect(settings);
                EventWriter client = cluster.client()) {
            return print(work.on(cluster, client));
        }
    }
}
