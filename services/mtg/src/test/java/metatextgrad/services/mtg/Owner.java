package metatextgrad.services.mtg;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that holds a part of the all-in-one, and can be killed. */
record Owner(Process process, String address, BufferedReader output) {
    /** Returns once the part answers. */
    static Owner start(Class<?> main, Path folder, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.add("-Dmtg.registry.home=" + System.getProperty("mtg.registry.home"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(main.getName(), folder.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader output = process.inputReader(UTF_8);
        String address = output.readLine();
        if (address == null) {
            throw new IllegalStateException("The owner ended at once");
        }
        return new Owner(process, address, output);
    }

    /** What it says next; waits for it. */
    String line() throws IOException {
        return "" + output.readLine();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    }
}
