package metatextgrad.bench.process;

import java.util.Arrays;
import metatextgrad.cli.Main;

/** The main class of a service in a process of its own: the command, which ends with its parent. */
final class ServiceMain {
    private ServiceMain() {}

    /**
     * @param args the parent's process number, then the command's own
     */
    public static void main(String[] args) {
        ParentWatch.start(args[0]);
        Main.main(Arrays.copyOfRange(args, 1, args.length));
    }
}
