package metatextgrad.bench.process;

import metatextgrad.cli.Main;
import metatextgrad.embedded.ParentWatch;

/** The main class of a service in a process of its own: the command, which ends with its parent. */
final class ServiceMain {
    private ServiceMain() {}

    public static void main(String[] args) {
        ParentWatch.start();
        Main.main(args);
    }
}
