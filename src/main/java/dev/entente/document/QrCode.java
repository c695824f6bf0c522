package dev.entente.document;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/** A text as square code that a phone reads from paper. */
public final class QrCode {

  private static final int BLACK = 0x000000;
  private static final int WHITE = 0xFFFFFF;
  private static final int DOTS_A_MODULE = 6;

  private QrCode() {}

  /** For the {@code src} of an image in a document. */
  public static String dataUri(String text) {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image(text), "png", png);
      return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("Expected a text that fits into a code, but got " + text.length() + " characters", tooLong);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static BufferedImage image(String text) throws WriterException {
    BitMatrix code = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0,
        Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 2, EncodeHintType.CHARACTER_SET, "UTF-8"));
    int size = code.getWidth() * DOTS_A_MODULE;
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        image.setRGB(x, y, code.get(x / DOTS_A_MODULE, y / DOTS_A_MODULE) ? BLACK : WHITE);
      }
    }
    return image;
  }
}
