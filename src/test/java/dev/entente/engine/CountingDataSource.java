package dev.entente.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts what one thread sends to the database. */
final class CountingDataSource extends DelegatingDataSource {

  final List<String> statements = new CopyOnWriteArrayList<>();
  final AtomicInteger commits = new AtomicInteger();
  final AtomicInteger rows = new AtomicInteger();
  volatile Thread counted;

  CountingDataSource(DataSource target) {
    super(target);
  }

  void start() {
    statements.clear();
    commits.set(0);
    rows.set(0);
    counted = Thread.currentThread();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
      if (method.getName().equals("commit") && Thread.currentThread() == counted) {
        commits.incrementAndGet();
      }
      Object result = invoke(() -> method.invoke(connection, arguments));
      return method.getName().equals("prepareStatement") ? counting((PreparedStatement) result, (String) arguments[0]) : result;
    });
  }

  private PreparedStatement counting(PreparedStatement statement, String sql) {
    return (PreparedStatement) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
      if (method.getName().startsWith("execute") && Thread.currentThread() == counted) {
        statements.add(sql);
      }
      Object result = invoke(() -> method.invoke(statement, arguments));
      return result instanceof ResultSet read ? counting(read) : result;
    });
  }

  private ResultSet counting(ResultSet read) {
    return (ResultSet) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ResultSet.class}, (proxy, method, arguments) -> {
      Object result = invoke(() -> method.invoke(read, arguments));
      if (method.getName().equals("next") && Boolean.TRUE.equals(result) && Thread.currentThread() == counted) {
        rows.incrementAndGet();
      }
      return result;
    });
  }

  private interface Call {
    Object get() throws IllegalAccessException, InvocationTargetException;
  }

  private static Object invoke(Call call) throws Throwable {
    try {
      return call.get();
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
